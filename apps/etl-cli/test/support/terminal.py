"""Runs a command on a terminal of its own and prints everything that it wrote there: terminal.py COLUMNS COMMAND..."""
import fcntl, os, pty, struct, sys, termios

columns, command = int(sys.argv[1]), sys.argv[2:]
parent, child = pty.openpty()
fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
process = os.fork()
if process == 0:
    os.setsid()
    fcntl.ioctl(child, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(child, descriptor)
    os.execvp(command[0], command)
os.close(child)
interrupt_after = os.environ.get("INTERRUPT_AFTER", "").encode()
seen = b""
while True:
    try:
        data = os.read(parent, 65536)
    except OSError:
        break
    if not data:
        break
    seen += data
    sys.stdout.buffer.write(data)
    if interrupt_after and interrupt_after in seen:
        os.write(parent, b"\x03")
        interrupt_after = b""
sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
