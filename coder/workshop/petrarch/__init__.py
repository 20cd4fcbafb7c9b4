"""Actor and agent dictionaries in the format of TABARI and PETRARCH, as entries of ours."""
