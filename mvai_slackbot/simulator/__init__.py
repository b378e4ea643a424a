"""A Slack workspace on this machine, for tests and for trying a bot out: ``Simulator(manifest).start()``."""

from .clock import SimulatedClock
from .due import Due
from .faults import Fault
from .gesture_result import CONNECTING, GestureResult
from .people import Person
from .people_views import Form, GestureFailed, Message, Reply
from .simulator import Simulator

__all__ = [
    "CONNECTING",
    "Due",
    "Fault",
    "Form",
    "GestureFailed",
    "GestureResult",
    "Message",
    "Person",
    "Reply",
    "SimulatedClock",
    "Simulator",
]
