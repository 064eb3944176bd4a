"""Live cells of the meetings: how evenly people speak."""

from zhixing.meetings.live.balance import SpeakingBalance

__all__ = ["SpeakingBalance"]
