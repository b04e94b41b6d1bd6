#!/bin/sh
# Puts the Allclear agent onto this host: install.sh HUB_URL, with the single-use token on standard input. Debian and RHEL families.
set -eu

HUB=${1:?the address of the hub, as in: install.sh https://allclear.example/}
HUB=${HUB%/}/
LIB=/usr/local/lib/allclear
STATE=/var/lib/allclear

[ "$(id -u)" = 0 ] || { echo 'Run this as root.' >&2; exit 1; }
NODE=$(command -v node) || { echo 'Node 20 or newer is needed: apt install nodejs, or dnf install nodejs.' >&2; exit 1; }
[ "$("$NODE" -p 'process.versions.node.split(".")[0]')" -ge 20 ] || { echo "$NODE is older than Node 20." >&2; exit 1; }

id allclear >/dev/null 2>&1 || useradd --system --home-dir "$STATE" --shell /usr/sbin/nologin allclear
# postdrop: who may list the mail queue of Postfix.
for group in adm systemd-journal postdrop; do getent group $group >/dev/null && usermod -a -G $group allclear; done

install -d -m 0755 "$LIB"
install -d -m 0755 /etc/allclear /etc/allclear/allow.d
install -d -m 0700 -o allclear -g allclear "$STATE"
curl -fsS "${HUB}agent/agent.mjs" -o "$LIB/agent.mjs.new"
chmod 0644 "$LIB/agent.mjs.new"
mv "$LIB/agent.mjs.new" "$LIB/agent.mjs"

# The token is read from standard input by the agent itself: no other user of this host sees it.
setpriv --reuid allclear --regid allclear --init-groups "$NODE" "$LIB/agent.mjs" enrol "$HUB" --state "$STATE"

# Whom the root helper trusts is written by root, once: the agent cannot change it.
setpriv --reuid allclear --regid allclear --init-groups "$NODE" "$LIB/agent.mjs" trust --state "$STATE" > /etc/allclear/hub.json
chmod 0644 /etc/allclear/hub.json
install -d -m 0755 /var/lib/allclear-hand
install -d -m 0700 -o allclear -g allclear /var/lib/allclear-hand/orders

cat > /etc/systemd/system/allclear-agent.service <<UNIT
[Unit]
Description=Allclear agent
After=network-online.target
Wants=network-online.target

[Service]
User=allclear
ExecStart=$NODE --max-old-space-size=32 --max-semi-space-size=1 --optimize-for-size $LIB/agent.mjs run
Restart=always
RestartSec=5
StateDirectory=allclear
StateDirectoryMode=0700
Nice=5
CPUQuota=20%
MemoryMax=160M
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ReadWritePaths=/var/lib/allclear-hand/orders
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
UMask=0077

[Install]
WantedBy=multi-user.target
UNIT
cat > /etc/systemd/system/allclear-hand.service <<UNIT
[Unit]
Description=Allclear: orders that this host allows

[Service]
Type=oneshot
ExecStart=$NODE $LIB/agent.mjs hand
PrivateTmp=yes
UNIT

# ClamAV, where it is installed: every day, and on order. With memory of its own, for its signatures take more than the agent may.
cat > /etc/systemd/system/allclear-scan.service <<UNIT
[Unit]
Description=Allclear: a virus scan of the websites

[Service]
Type=oneshot
User=allclear
ExecStart=-$NODE $LIB/agent.mjs scan
TimeoutStartSec=4h
StateDirectory=allclear
StateDirectoryMode=0700
Nice=19
IOSchedulingClass=idle
CPUQuota=50%
MemoryMax=2G
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
RestrictAddressFamilies=AF_UNIX
UMask=0077
UNIT

cat > /etc/systemd/system/allclear-scan.timer <<UNIT
[Unit]
Description=Allclear: a virus scan of the websites every day

[Timer]
OnCalendar=daily
RandomizedDelaySec=3h
Persistent=true

[Install]
WantedBy=timers.target
UNIT

cat > /etc/systemd/system/allclear-hand.path <<UNIT
[Unit]
Description=Allclear: an order has come

[Path]
DirectoryNotEmpty=/var/lib/allclear-hand/orders

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now allclear-hand.path
systemctl enable --now allclear-scan.timer
systemctl enable --now allclear-agent.service
echo 'The agent runs. What it may do stands in /etc/allclear/allow.d, written by root.'
