"""What can be read and set on a running simulator: its identity, and the weather on the wire."""

from .state.clock import SimulatedClock
from .state.hub import Hub
from .wire.conditions import Conditions
from .wire.delivery import Edge
from .wire.faults import Faults
from .wire.response_urls import ResponseUrlFront


class Settings:
    """Addresses, secrets and adjustable conditions, as plain attributes."""

    def __init__(self, hub: Hub, conditions: Conditions, edge: Edge, front: ResponseUrlFront) -> None:
        self._hub = hub
        self._edge = edge
        self._front = front
        self.conditions = conditions
        front.faults = conditions.faults

    @property
    def url(self) -> str:
        """Where the page is, e.g. http://127.0.0.1:8080."""
        return self._hub.base_url

    @property
    def api_url(self) -> str:
        """The base URL for a Slack client, with a slash at its end."""
        return f"{self._hub.base_url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot's token, new with each simulator."""
        return self._hub.bot_token

    @property
    def app_token(self) -> str:
        """The app-level token, for Socket Mode."""
        return self._hub.app_token

    @property
    def signing_secret(self) -> str:
        """What signs the requests to the app."""
        return self._hub.signing_secret

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self._hub.team_id

    @property
    def app_id(self) -> str:
        """The app's id."""
        return self._hub.app_id

    @property
    def bot_user_id(self) -> str:
        """The bot's user id."""
        return self._hub.bot_user_id

    @property
    def clock(self) -> SimulatedClock:
        """The time people see; it can be turned forward."""
        return self._hub.clock

    @property
    def faults(self) -> Faults:
        """The faults still to come; ``faults.add(Fault(…))``."""
        return self.conditions.faults

    @property
    def latency(self) -> float:
        """Seconds before each answer of the Web API and of response_urls."""
        return self.conditions.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.conditions.latency = self._front.latency = seconds

    @property
    def connect_latency(self) -> float:
        """Further seconds on the first request of each new connection."""
        return self.conditions.connect_latency

    @connect_latency.setter
    def connect_latency(self, seconds: float) -> None:
        self.conditions.connect_latency = seconds

    @property
    def enforce_rates(self) -> bool:
        """Whether Slack's rate limits are held."""
        return self.conditions.enforce_rates

    @enforce_rates.setter
    def enforce_rates(self, held: bool) -> None:
        self.conditions.enforce_rates = held

    @property
    def rate_scale(self) -> float:
        """60 makes a minute of the rate limits pass in one second."""
        return self.conditions.rates.scale

    @rate_scale.setter
    def rate_scale(self, scale: float) -> None:
        self.conditions.rates.scale = scale

    @property
    def patience(self) -> float:
        """Factor on the seconds an app has to acknowledge and to use a trigger_id (3 each); 1 is Slack's own.

        For suites that ask what an app does, and not how fast a crowded machine is.
        """
        return self._hub.patience

    @patience.setter
    def patience(self, factor: float) -> None:
        self._hub.patience = factor

    @property
    def retry_scale(self) -> float:
        """Factor on the waits (0, 60, 300 s) before an event is sent again; 0 sends it again at once."""
        return self._edge.retry_scale

    @retry_scale.setter
    def retry_scale(self, factor: float) -> None:
        self._edge.retry_scale = factor
