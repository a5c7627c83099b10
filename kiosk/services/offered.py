"""The services that the first screen and the menu offer, in their order, each with its icon."""

ICONS = {"transfer": "transfer", "inquiry": "inquiry", "safety": "lock", "open-card": "open-card"}
