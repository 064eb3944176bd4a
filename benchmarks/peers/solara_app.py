"""The study page as a Solara application."""

from typing import Any

import plotly.graph_objects as go
import solara
from hall import CONTROLS, PRESS, PROSE, START, TITLE, Control, picture, pressed, year

frame = year()


@solara.component
def Knob(one: Control, value: Any, on_value: Any) -> None:  # noqa: N802  (a component's name)
    same = {"label": one.label, "value": value, "on_value": on_value}
    match one.kind:
        case "slider":
            solara.SliderInt(**same, min=one.low, max=one.high)
        case "decimal":
            solara.SliderFloat(**same, min=one.low, max=one.high)
        case "number":
            solara.InputInt(**same)
        case "choice":
            solara.Select(**same, values=list(one.options))
        case "tick":
            solara.Checkbox(**same)
        case _:
            solara.InputText(**same)


@solara.component
def Counter() -> None:  # noqa: N802
    times = solara.use_reactive(0)
    with solara.Row():
        solara.Button(PRESS, on_click=lambda: times.set(times.value + 1))
        solara.Text(pressed(times.value), classes=["counter"])


@solara.component
def Page() -> None:  # noqa: N802
    values = solara.use_reactive(START)
    shown = solara.use_memo(lambda: picture(frame, values.value), [values.value])
    figure = go.Figure(
        [
            go.Bar(x=shown.names, y=shown.bars, name="平均"),
            go.Scatter(x=shown.names, y=shown.points, name="九成位"),
        ],
        {"title": {"text": shown.title}, "height": 420},
    )
    solara.Title(TITLE)
    solara.v.Html(tag="h1", children=[TITLE])
    solara.Text(PROSE)  # its Markdown would ask for a formula renderer from elsewhere
    Counter()
    solara.Text(shown.said)
    solara.FigurePlotly(figure)
    with solara.Columns([1, 1, 1]):
        for start in range(3):
            with solara.Column():
                for one in CONTROLS[start::3]:
                    Knob(
                        one,
                        values.value[one.name],
                        lambda value, name=one.name: values.set({**values.value, name: value}),
                    )
