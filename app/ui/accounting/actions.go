package accounting

var _ = inJournal.offer(action[*page]{
	name: "edit", icon: "settings", place: placeSetting,
	may: func(p *page) bool { return p.open.Edit == nil },
	do:  func(p *page) { editJournal(p.Desk, p.open.Journal, p.reread) },
})

var _ = inJournal.offer(action[*page]{
	name: "assign", icon: "person", place: placeSetting,
	may: func(p *page) bool { return p.open.Assign == nil },
	do:  func(p *page) { assignJournal(p.Desk, p.open.JournalCard, p.reread) },
})

var _ = inJournal.offer(action[*page]{
	name: "drafts", icon: "edit", place: placeEntry,
	may: func(p *page) bool { return p.open.Drafts > 0 },
	do:  (*page).showDrafts,
})
