"""The questionnaire: a conversation in lines of text (docs/decisions/0005-questionnaire.md)."""
