#!/bin/sh
# Puts the Allclear agent onto this host: install.sh HUB_URL [EXECUTABLE], with the single-use token on standard input. Debian and RHEL families.
# EXECUTABLE is an agent that brings its own Node (node agent/build.mjs --executable FILE); without it the host's Node 20 or newer is used.
set -eu

HUB=${1:?the address of the hub, as in: install.sh https://allclear.example/}
HUB=${HUB%/}/
EXECUTABLE=${2:-}
# Nothing is compiled at run time: that takes less memory, and lets systemd refuse memory that is written and then run.
FLAGS='--lite-mode --max-old-space-size=32 --max-semi-space-size=1'
LIB=/usr/local/lib/allclear
STATE=/var/lib/allclear

[ "$(id -u)" = 0 ] || { echo 'Run this as root.' >&2; exit 1; }
if [ -n "$EXECUTABLE" ]; then
  [ -f "$EXECUTABLE" ] || { echo "There is no file $EXECUTABLE." >&2; exit 1; }
  chmod 0755 "$EXECUTABLE"
  "$(realpath "$EXECUTABLE")" version >/dev/null || { echo "$EXECUTABLE does not start here: apt install libatomic1 libstdc++6, or dnf install libatomic libstdc++." >&2; exit 1; }
  AGENT=$LIB/allclear-agent
  RUN=$AGENT
else
  NODE=$(command -v node) || { echo 'Node 20 or newer is needed: apt install nodejs, or dnf install nodejs.' >&2; exit 1; }
  [ "$("$NODE" -p 'process.versions.node.split(".")[0]')" -ge 20 ] || { echo "$NODE is older than Node 20." >&2; exit 1; }
  AGENT=$LIB/agent.mjs
  RUN="$NODE $FLAGS $AGENT"
fi

id allclear >/dev/null 2>&1 || useradd --system --home-dir "$STATE" --shell /usr/sbin/nologin allclear
# postdrop: who may list the mail queue of Postfix.
for group in adm systemd-journal postdrop; do getent group $group >/dev/null && usermod -a -G $group allclear; done

install -d -m 0755 "$LIB"
install -d -m 0755 /etc/allclear /etc/allclear/allow.d
install -d -m 0700 -o allclear -g allclear "$STATE"
if [ -n "$EXECUTABLE" ]; then cp "$EXECUTABLE" "$AGENT.new"; else curl -fsS "${HUB}agent/agent.mjs" -o "$AGENT.new"; fi
chmod 0755 "$AGENT.new"
mv "$AGENT.new" "$AGENT"

# shellcheck disable=SC2086 # a program and its arguments
as_agent() { setpriv --reuid allclear --regid allclear --init-groups $RUN "$@" --state "$STATE"; }

# The token is read from standard input by the agent itself: no other user of this host sees it.
as_agent enrol "$HUB"

# Whom the root helper trusts is written by root, once: the agent cannot change it.
as_agent trust > /etc/allclear/hub.json
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
ExecStart=$RUN run
Restart=always
RestartSec=5
StateDirectory=allclear
StateDirectoryMode=0700
Nice=5
CPUQuota=20%
MemoryMax=160M
NoNewPrivileges=yes
MemoryDenyWriteExecute=yes
CapabilityBoundingSet=
ProtectSystem=strict
ReadWritePaths=/var/lib/allclear-hand/orders
ProtectHome=read-only
PrivateTmp=yes
BindReadOnlyPaths=-/tmp/lshttpd
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
ExecStart=$RUN hand
PrivateTmp=yes
UNIT

# ClamAV, where it is installed: every day, and on order. With memory of its own, for its signatures take more than the agent may.
cat > /etc/systemd/system/allclear-scan.service <<UNIT
[Unit]
Description=Allclear: a virus scan of the websites

[Service]
Type=oneshot
User=allclear
ExecStart=-$RUN scan
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
systemctl enable allclear-hand.path allclear-scan.timer allclear-agent.service
# An image that is being made has no systemd running: there they start with the machine.
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl restart allclear-hand.path allclear-scan.timer allclear-agent.service # the one that runs may be older
fi
echo 'The agent is installed. What it may do stands in /etc/allclear/allow.d, written by root.'
