"""The study page as a Streamlit application."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from hall import CONTROLS, PRESS, PROSE, TITLE, Control, picture, pressed, year


@st.cache_data
def frame() -> pd.DataFrame:
    return year()


def control(one: Control):
    match one.kind:
        case "slider":
            return st.slider(one.label, int(one.low), int(one.high), one.value)
        case "decimal":
            return st.slider(one.label, float(one.low), float(one.high), one.value)
        case "number":
            return st.number_input(one.label, int(one.low), int(one.high), one.value)
        case "choice":
            return st.selectbox(one.label, one.options)
        case "tick":
            return st.checkbox(one.label, value=one.value)
        case _:
            return st.text_input(one.label, one.value)


def count() -> None:
    st.session_state.times += 1


st.session_state.setdefault("times", 0)
st.set_page_config(page_title=TITLE, layout="wide")
st.title(TITLE)
st.markdown(PROSE)
button, label = st.columns(2)
button.button(PRESS, on_click=count)
label.text(pressed(st.session_state.times))
above = st.container()
values = {}
for column, start in zip(st.columns(3), range(3), strict=True):
    with column:
        values |= {one.name: control(one) for one in CONTROLS[start::3]}
shown = picture(frame(), values)
figure = go.Figure(
    [
        go.Bar(x=shown.names, y=shown.bars, name="平均"),
        go.Scatter(x=shown.names, y=shown.points, name="九成位"),
    ],
    {"title": {"text": shown.title}, "height": 420},
)
above.text(shown.said)
above.plotly_chart(figure)
