"""A Slack workspace on this machine, for tests and for trying a bot out: ``Simulator(manifest).start()``."""

from .due import Due
from .gestures.result import CONNECTING, GestureResult
from .people.person import Person
from .people.views import Form, GestureFailed, Message, Reply
from .simulator import Simulator
from .state.clock import SimulatedClock
from .wire.faults import Fault

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
