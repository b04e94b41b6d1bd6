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
for group in adm systemd-journal; do getent group $group >/dev/null && usermod -a -G $group allclear; done

install -d -m 0755 "$LIB"
install -d -m 0755 /etc/allclear /etc/allclear/allow.d
install -d -m 0700 -o allclear -g allclear "$STATE"
curl -fsS "${HUB}agent/agent.mjs" -o "$LIB/agent.mjs.new"
chmod 0644 "$LIB/agent.mjs.new"
mv "$LIB/agent.mjs.new" "$LIB/agent.mjs"

# The token is read from standard input by the agent itself: no other user of this host sees it.
setpriv --reuid allclear --regid allclear --init-groups "$NODE" "$LIB/agent.mjs" enrol "$HUB" --state "$STATE"

cat > /etc/systemd/system/allclear-agent.service <<UNIT
[Unit]
Description=Allclear agent
After=network-online.target
Wants=network-online.target

[Service]
User=allclear
ExecStart=$NODE --max-old-space-size=32 --max-semi-space-size=1 $LIB/agent.mjs run
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
ProtectHome=yes
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
systemctl daemon-reload
systemctl enable --now allclear-agent.service
echo "The agent runs. What it may do by itself stands in /etc/allclear/allow.d; there is nothing yet."
