"""What is known and what is due: tables, store, trail, dates, policy packs and the clock."""
