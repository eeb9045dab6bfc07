"""What may be wrong with the value of a tag: one judgement for those who mend and for the audit."""
