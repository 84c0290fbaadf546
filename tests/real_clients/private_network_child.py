"""Runs inside the namespace: loopback up, the hosts file in place, port 443 handed out, then waits for its end."""

import fcntl
import socket
import struct
import subprocess
import sys

_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1

with socket.socket(fileno=int(sys.argv[1])) as parent:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        fcntl.ioctl(plain, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP))
    subprocess.run(["mount", "--bind", sys.argv[2], "/etc/hosts"], check=True)
    with socket.create_server(("127.0.0.1", 443)) as listener:
        socket.send_fds(parent, [b"x"], [listener.fileno()])
sys.stdin.read()
