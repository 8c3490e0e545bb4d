"""Ways of writing the same news. Rules may be looked at on `wire`; `desk` is for measuring only and was written apart."""
