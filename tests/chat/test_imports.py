import subprocess
import sys


def test_asking_in_the_terminal_does_not_load_telegram():
    code = "import sys, chat.terminal; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
