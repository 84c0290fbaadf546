"""Domain values as Textual Content: pure functions that never see an app, and never read data as markup."""
