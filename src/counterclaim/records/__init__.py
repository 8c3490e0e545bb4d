"""The nouns of the house: frozen, slotted dataclasses and enums. Nothing else knows more than they do."""
