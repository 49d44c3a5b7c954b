"""What do we keep about a person, and who sees it?"""

from __future__ import annotations

from conversations.engine import END, Flow, Tell

told = Tell("told")

flow: Flow[None] = Flow(id="privacy", version=1, start=told, edges={told: END}, resumable=False)
