"""The study page as a Panel application."""

import panel as pn
import plotly.graph_objects as go
from hall import CONTROLS, PRESS, PROSE, TITLE, Control, Picture, picture, pressed, year

pn.extension("plotly")
frame = pn.state.as_cached("year", year)


def control(one: Control) -> pn.widgets.Widget:
    same = {"name": one.label, "value": one.value}
    span = {"start": one.low, "end": one.high}
    match one.kind:
        case "slider":
            return pn.widgets.IntSlider(**same, **span)
        case "decimal":
            return pn.widgets.FloatSlider(**same, **span)
        case "number":
            return pn.widgets.IntInput(**same, **span)
        case "choice":
            return pn.widgets.Select(**same, options=list(one.options))
        case "tick":
            return pn.widgets.Checkbox(**same)
        case _:
            return pn.widgets.TextInput(**same)


def figure(shown: Picture) -> go.Figure:
    bars = go.Bar(x=shown.names, y=shown.bars, name="平均")
    points = go.Scatter(x=shown.names, y=shown.points, name="九成位")
    return go.Figure([bars, points], {"title": {"text": shown.title}, "height": 420})


controls = {one.name: control(one) for one in CONTROLS}
press = pn.widgets.Button(name=PRESS)
shown = pn.bind(lambda **values: picture(frame, values), **controls)
pn.Column(
    f"# {TITLE}",
    PROSE,
    pn.Row(press, pn.pane.Str(pn.bind(pressed, press.param.clicks))),
    pn.pane.Str(pn.bind(lambda picture: picture.said, shown)),
    pn.pane.Plotly(pn.bind(figure, shown)),
    pn.GridBox(*controls.values(), ncols=3),
).servable(title=TITLE)
