"""Activities: written once, hosted anywhere — over a socket on our pages, over a comm in JupyterLab."""

from zhixing.activity.base import Act, Activity, Params, SlowAct
from zhixing.activity.registry import Registry

__all__ = ["Act", "Activity", "Params", "Registry", "SlowAct"]
