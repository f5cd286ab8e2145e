"""Network namespaces, translators and programs in them: what the scripts of this folder are made of. Needs root, Linux and iproute2."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(os.environ.get("HOME_OF_SERVER") or HERE / "../../karaf-distribution/target/assembly").resolve()
LOAD = str(HOME / "bin/rtmfp-load")
PATIENCE = 120

os.environ.setdefault("CUMULUS_START_TIMEOUT", "300")
# many small Java programs at once
java = dict(os.environ, RTMFP_LOAD_OPTS="-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")


class Failure(Exception):
    """The run cannot go on."""


def run(*command):
    subprocess.run(command, check=True, stdout=sys.stderr)


class Program:
    """A process in a namespace, and what it prints."""

    def __init__(self, path, where, *command):
        self.path = path
        self.began = time.monotonic()
        with open(path, "w") as out:
            self.process = subprocess.Popen(["ip", "netns", "exec", where, *command], stdin=subprocess.DEVNULL, stdout=out,
                                            stderr=subprocess.STDOUT, env=java)

    def find(self, pattern):
        """The first group of what is found in its output so far; None when nothing is."""
        found = re.search(pattern, self.path.read_text(), re.MULTILINE)
        return found and found.group(1)

    def expect(self, pattern):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended = self.process.poll() is not None
            found = self.find(pattern)
            if found:
                return found
            if ended:
                break
            time.sleep(0.05)
        raise Failure(f"{self.path.name}: no '{pattern}' in\n{self.path.read_text()}")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()


class Lab:
    """One namespace is the Internet: servers and translators have their public addresses on its loopback interface. To be closed."""

    def __init__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        self.name = f"cumulus-nat-{os.getpid()}"
        self.internet = self.name + "-net"
        self.work = pathlib.Path(tempfile.mkdtemp())
        self.namespaces = []
        self.programs = []
        self.servers = {}
        self.namespace(self.internet)

    def namespace(self, name):
        run("ip", "netns", "add", name)
        self.namespaces.append(name)
        run("ip", "-n", name, "link", "set", "lo", "up")
        return name

    def leave(self, name):
        run("ip", "netns", "del", name)
        self.namespaces.remove(name)

    def address(self, address):
        """One more that the Internet has."""
        run("ip", "-n", self.internet, "addr", "replace", address + "/32", "dev", "lo")

    def program(self, where, name, *command):
        started = Program(self.work / name, where, *command)
        self.programs.append(started)
        return started

    def stop(self, *programs):
        for program in programs:
            program.end()
            self.programs.remove(program)

    def end_programs(self):
        self.stop(*self.programs)

    def behind(self, kind, role, public):
        """A namespace behind a translator of its own; its name and the translator."""
        name = self.namespace(f"{self.name}-{role}")
        self.address(public)
        return name, self.program(name, f"translator-{role}", "python3", str(HERE / "translator.py"), "--kind", kind, "--public", public,
                                  "--outside", self.internet)

    def server(self, where, name, *settings):
        self.servers[name] = where
        run("ip", "netns", "exec", where, str(HOME / "bin/cumulus"), "start", f"{self.name}-{name}", *settings)

    def execute(self, name, command):
        return subprocess.run([str(HOME / "bin/cumulus"), "exec", f"{self.name}-{name}", command], check=True, capture_output=True,
                              text=True).stdout

    def linked(self, name):
        """Waits until a server is linked with another."""
        until = time.monotonic() + PATIENCE
        while " up " not in self.execute(name, "cumulus:server-list"):
            if time.monotonic() > until:
                raise Failure("the servers do not link: " + self.execute(name, "cumulus:server-list"))
            time.sleep(0.5)

    def close(self):
        self.end_programs()
        for name, where in self.servers.items():
            folder = HOME / "instances" / f"{self.name}-{name}"
            if folder.exists():
                subprocess.run(["ip", "netns", "exec", where, str(HOME / "bin/cumulus"), "stop", folder.name], stdout=sys.stderr)
                shutil.rmtree(folder)
        for name in list(self.namespaces):
            self.leave(name)
        shutil.rmtree(self.work)
