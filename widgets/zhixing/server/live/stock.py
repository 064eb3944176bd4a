"""What Voila renders itself: its own front end, a whole kernel, the cell run for its reader or before."""

from dataclasses import dataclass
from typing import Any

from voila.notebook_renderer import NotebookRenderer

from zhixing.actor import Locale
from zhixing.server.live.content import stands_alone
from zhixing.server.live.edition import Edition
from zhixing.server.live.hold import Hold
from zhixing.server.live.kernel import Kernels
from zhixing.text import catalogue

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)
"""What such a frame may load: widgets of Jupyter's need to evaluate, but nothing comes from elsewhere."""
NOT_NEEDED = ["@voila-dashboards/jupyterlab-preview", "jupyterlab_pygments"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cell a frame shows.

    Args:
        cell: id of the notebook's cell.
        edition: the workbook, if it is executed already.
    """

    cell: str
    edition: Edition | None = None


class ReaderKernels:
    """The server's kernel manager for one reader: it tells kernel and server whose kernel it is."""

    def __init__(self, kernels: Kernels, environment: dict[str, str], person: str) -> None:
        self._kernels = kernels
        self._environment = environment
        self._person = person
        self.started: list[Hold] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kernels.manager, name)

    async def start_kernel(self, *, env: dict[str, str], **kwargs: Any) -> str:
        """Start the reader's kernel."""
        manager = self._kernels.manager
        kernel_id: str = await manager.start_kernel(env={**env, **self._environment}, **kwargs)
        self.started.append(self._kernels.keep(kernel_id, self._person))
        return kernel_id


def only_what_is_needed(handler: Any, notebook: Any, cwd: str) -> Any:  # noqa: ARG001  (Voila's hook)
    """Keep the wanted cell, last; before it what it may need: of an executed workbook nothing."""
    wanted: Wanted = handler.wanted
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    place = next(number for number, cell in enumerate(code) if cell.id == wanted.cell)
    last = code[place]
    if wanted.edition is not None:
        last.outputs = wanted.edition.outputs(last.id)
        before = []
    elif stands_alone(last.source):
        before = [cell for cell in code[:place] if "open_workbook(" in cell.source]
    else:
        before = [cell for cell in code[:place] if not stands_alone(cell.source)]
    notebook.cells = [*before, last]
    return notebook


def page_config(config: dict[str, Any], locale: Locale, note: str, version: str) -> dict[str, Any]:
    """Return the page's configuration without anything from elsewhere, and with what the frame says."""
    words = catalogue()
    return {
        **config,
        # The front end insists on a formula renderer, and adds a query to its address: give it a comment.
        "fullMathjaxUrl": "data:text/javascript,//",
        "mathjaxConfig": "none",
        "fullStaticUrl": f"{config['fullStaticUrl']}/@{version}",
        "zhixingVersion": version,
        "zhixingLocale": locale.value,
        "zhixingTitle": words.say("workbook.live.title", locale),
        "zhixingWait": words.say("workbook.live.wait", locale),
        "zhixingNote": note,
    }


class ExecutedRenderer(NotebookRenderer):  # type: ignore[misc]
    """Renders cells that were executed before, for a kernel that runs already."""

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:  # noqa: ARG002
        return kernel_id

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> Any:  # noqa: ARG002
        for cell in nb.cells:
            yield cell


async def executed_page(handler: Any, config: dict[str, Any], kernel_id: str) -> str:
    """Return the page of a cell that was executed before."""
    renderer = ExecutedRenderer(
        request_handler=handler,
        voila_configuration=handler.voila_configuration,
        traitlet_config=handler.traitlet_config,
        notebook_path=handler.notebook_path,
        template_paths=handler.template_paths,
        config_manager=handler.config_manager,
        contents_manager=handler.contents_manager,
        base_url=handler.base_url,
        kernel_spec_manager=handler.kernel_spec_manager,
        page_config=config,
        mathjax_config=None,
        mathjax_url=None,
    )
    await renderer.initialize()
    page: str = await renderer.generate_content_str(kernel_id)
    return page
