"""The forked kernel is an ordinary one: Jupyter's conformance tests, and jupyter_client's life cycle."""

import json
import os
import signal
import time
from pathlib import Path

import jupyter_kernel_test
import pytest
from jupyter_client.manager import start_new_kernel
from jupyter_client.provisioning import KernelProvisionerFactory

from kernels.test_life import gone
from zhixing.kernels import provisioner
from zhixing.kernels.link import ForkedProcess


@pytest.fixture(autouse=True, scope="module")
def forked():
    """Have this process's kernels forked."""
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    factory.default_provisioner_name = "zhixing-forked"
    yield
    factory.default_provisioner_name = before
    provisioner.share(None)


@pytest.mark.usefixtures("forked")
@pytest.mark.filterwarnings("default")
class TestForkedKernel(jupyter_kernel_test.KernelTests):
    """Jupyter's tests of any kernel."""

    kernel_name = "python3"
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('test', file=sys.stderr)"
    completion_samples = [{"text": "zi", "matches": {"zip"}}]
    complete_code_samples = ["1", "print('hello, world')", "def f(x):\n  return x*2\n\n\n"]
    incomplete_code_samples = ["print('''hello", "def f(x):\n  x*2"]
    invalid_code_samples = ["import = 7q"]
    code_page_something = "zip?"
    code_generate_error = "raise"
    code_execute_result = [{"code": "6*7", "result": "42"}]
    code_display_data = [
        {
            "code": "from IPython.display import HTML, display; display(HTML('<b>test</b>'))",
            "mime": "text/html",
        }
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ()
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output; clear_output()"

    def test_it_is_forked(self):
        assert isinstance(self.km.provisioner.process, ForkedProcess)


@pytest.fixture
def kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def value(client, expression: str):
    """Return the value of an expression in the kernel."""
    asked = {"value": f"__import__('json').dumps({expression})"}
    answer = client.execute_interactive("", user_expressions=asked, timeout=30, store_history=False)
    return json.loads(eval(answer["content"]["user_expressions"]["value"]["data"]["text/plain"]))


def test_it_has_the_environment_and_place_it_was_given(tmp_path):
    manager, client = start_new_kernel(
        kernel_name="python3", cwd=str(tmp_path), env={**os.environ, "TZ": "Asia/Shanghai", "MINE": "字"}
    )
    try:
        assert value(client, "__import__('os').getcwd()") == str(tmp_path)
        assert value(client, "dict(__import__('os').environ)")["MINE"] == "字"
        assert value(client, "__import__('time').strftime('%z')") == "+0800"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_an_interrupt_stops_the_cell_and_not_the_kernel(kernel):
    manager, client = kernel
    number = client.execute("import time; time.sleep(60)")
    time.sleep(0.5)
    manager.interrupt_kernel()
    answer = client.get_shell_msg(timeout=20)
    assert answer["parent_header"]["msg_id"] == number
    assert answer["content"]["ename"] == "KeyboardInterrupt"
    assert value(client, "1 + 1") == 2


def test_a_restart_is_a_new_process_that_knows_nothing(kernel):
    manager, client = kernel
    client.execute_interactive("kept = 1", timeout=20)
    before = manager.provisioner.process.pid
    manager.restart_kernel()
    client.wait_for_ready(timeout=30)
    assert isinstance(manager.provisioner.process, ForkedProcess)
    assert manager.provisioner.process.pid != before
    assert gone(before)
    assert value(client, "'kept' in globals()") is False


def test_a_crash_is_noticed(kernel):
    manager, client = kernel
    client.execute("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    deadline = time.monotonic() + 10
    while manager.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not manager.is_alive()
    assert manager.provisioner.process.poll() == -signal.SIGKILL


def test_a_polite_shutdown_ends_the_process_and_gives_its_code():
    manager, client = start_new_kernel(kernel_name="python3")
    process = manager.provisioner.process
    client.stop_channels()
    manager.shutdown_kernel()
    assert process.poll() == 0
    assert gone(process.pid)


def test_its_children_end_with_it(kernel):
    manager, client = kernel
    client.execute_interactive("import subprocess; child = subprocess.Popen(['sleep', '99'])", timeout=20)
    child = value(client, "child.pid")
    manager.shutdown_kernel(now=True)
    assert gone(child)


def test_a_stopped_kernel_leaves_no_descriptor():
    def held() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def round_trip():
        manager, client = start_new_kernel(kernel_name="python3")
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.context.destroy(linger=0)

    round_trip()
    before = held()
    for _ in range(3):
        round_trip()
    assert held() <= before


def test_another_language_is_started_as_ever():
    from jupyter_client.kernelspec import KernelSpec

    from zhixing.kernels.provisioner import NurseryProvisioner

    assert NurseryProvisioner(kernel_id="x", kernel_spec=KernelSpec(argv=["R"])).has_process is False
