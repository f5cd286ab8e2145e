#!/usr/bin/env python3
"""A network address translator for UDP over IPv4, of one of the four classic kinds, in user space: the kernel's cannot be all of them.

Run it as root in the network namespace of the peer. It makes the interface tun0 there, through which everything leaves, and sends from sockets in
the namespace --outside, on the address --public. Ends when it is killed; tun0 goes with it.

A public port is the inner one's number if that is free.

  full      one public port for each inner port; lets in everything
  address   the same; lets in what comes from an address that something was sent to
  port      the same; lets in what comes from an address and port that something was sent to
  symmetric one public port for each inner port and each far address and port; lets in what comes from there
"""

import argparse
import ctypes
import fcntl
import os
import selectors
import socket
import struct
import subprocess

TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000
UDP = 17


class Mapping:
    """A public port, and where its inner end has sent to by it."""

    def __init__(self, inside, public):
        self.inside = inside
        self.sent_to = set()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self.socket.bind((public, inside[1]))
        except OSError:
            self.socket.bind((public, 0))
        self.socket.setblocking(False)

    def lets_in(self, kind, far):
        if kind == "full":
            return True
        if kind == "address":
            return any(host == far[0] for host, _ in self.sent_to)
        return far in self.sent_to


def open_tun(address):
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", b"tun0", IFF_TUN | IFF_NO_PI))
    for command in (f"ip addr add {address}/24 dev tun0", "ip link set tun0 up mtu 1500", "ip route add default dev tun0"):
        subprocess.run(command.split(), check=True)
    return tun


def enter(namespace):
    with open("/run/netns/" + namespace) as handle:
        if ctypes.CDLL(None, use_errno=True).setns(handle.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")


def checksum(header):
    total = sum(struct.unpack("!10H", header))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def datagram(source, target, payload):
    """An IPv4 packet; the checksum of UDP may be left out."""
    udp = struct.pack("!HHHH", source[1], target[1], 8 + len(payload), 0) + payload
    addresses = socket.inet_aton(source[0]) + socket.inet_aton(target[0])
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), 0, 0x4000, 64, UDP, 0) + addresses
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + udp


def parse(packet):
    """Source, target and payload of a UDP datagram that is not fragmented; None for anything else."""
    if len(packet) < 28 or packet[0] >> 4 != 4 or packet[9] != UDP or struct.unpack("!H", packet[6:8])[0] & 0x3FFF:
        return None
    start = (packet[0] & 15) * 4
    source_port, target_port, length = struct.unpack("!HHH", packet[start:start + 6])
    source, target = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
    return (source, source_port), (target, target_port), packet[start + 8:start + length]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kind", choices=["full", "address", "port", "symmetric"], required=True)
    options.add_argument("--inside", default="10.0.0.2", help="address of the peer on tun0")
    options.add_argument("--public", required=True, help="public address, which the outer namespace has")
    options.add_argument("--outside", required=True, help="the outer namespace, a name of 'ip netns'")
    settings = options.parse_args()

    tun = open_tun(settings.inside)
    enter(settings.outside)
    ready = selectors.DefaultSelector()
    ready.register(tun, selectors.EVENT_READ, None)
    mappings = {}
    print("ready", flush=True)

    while True:
        for key, _ in ready.select():
            if key.data is None:
                parsed = parse(os.read(tun, 65536))
                if not parsed:
                    continue
                inside, far, payload = parsed
                flow = (inside, far if settings.kind == "symmetric" else None)
                if flow not in mappings:
                    mappings[flow] = Mapping(inside, settings.public)
                    ready.register(mappings[flow].socket, selectors.EVENT_READ, mappings[flow])
                mappings[flow].sent_to.add(far)
                try:
                    mappings[flow].socket.sendto(payload, far)
                except OSError:
                    pass  # no way there
            else:
                payload, far = key.data.socket.recvfrom(65536)
                if key.data.lets_in(settings.kind, far):
                    os.write(tun, datagram(far, key.data.inside, payload))


if __name__ == "__main__":
    main()
