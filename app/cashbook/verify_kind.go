package cashbook

// auditItem is what an audit keeps of an advance or a claim.
type auditItem struct {
	openedMinor int64
	moves       []Movement
}

// checkKinds refuses what the rules of kinds would not have let anybody enter.
// What depends on days is looked at in the end, since a change on the day of
// entry may have passed through anything.
func (a *audit) checkKinds(v *Voucher) error {
	if v.Entry.Reverses != 0 {
		if v.Special != (Special{}) {
			return a.damage("cashbook.damage-kind", v)
		}
		return nil
	}
	b := a.report.Book
	if v.Special.check() != nil || b.checkKind(v.Content) != nil {
		return a.damage("cashbook.damage-kind", v)
	}
	if v.Entry.Revision > 0 && a.vouchers[v.Entry.Number-1].what() != v.Special {
		return a.damage("cashbook.damage-revision", v)
	}
	if v.Kind == KindTransfer && v.AmountMinor < 0 && v.Transfer.ID != TransferIDOf(b.ID, v.Entry.Number) {
		return a.damage("cashbook.damage-kind", v)
	}
	if v.Settles != 0 && (v.Settles >= v.Entry.Number || a.items[v.Settles] == nil) {
		return a.damage("cashbook.damage-item", v)
	}
	return a.checkOpening(v)
}

// checkOpening wants an opening balance before everything else, by number and by
// day.
func (a *audit) checkOpening(v *Voucher) error {
	opening := a.opening
	switch {
	case v.Kind == KindOpening && v.Entry.Revision == 0 && (a.ordinary || opening != 0):
		return a.damage("cashbook.damage-opening", v)
	case v.Kind != KindOpening && opening != 0 && v.Entry.Day < a.vouchers[opening-1].day:
		return a.damage("cashbook.damage-opening", v)
	}
	return nil
}

// countKinds takes the kind of an entry that is in order into account.
func (a *audit) countKinds(v *Voucher) {
	number := v.Entry.Number
	switch {
	case v.Entry.Reverses == a.opening && a.opening != 0:
		a.opening = 0
	case v.Kind == KindOpening:
		a.opening = number
	case v.Entry.Reverses == 0:
		a.ordinary = true
	}
	if a.report.Book.opensItem(*v) {
		if a.items[number] == nil {
			a.items[number] = &auditItem{}
		}
		a.items[number].openedMinor = v.AmountMinor
	}
}

// checkItems follows every item in the order of days and numbers: nothing is
// settled before it was opened, nor more than is open.
func (a *audit) checkItems() error {
	if len(a.items) == 0 {
		return nil
	}
	for i, n := range a.vouchers {
		number := int64(i + 1)
		of := n.what().Settles
		target := number
		if n.reverses != 0 {
			target = n.reverses
			of = a.vouchers[n.reverses-1].what().Settles
		}
		if of == 0 && a.items[target] != nil {
			of = target
		}
		if of != 0 {
			a.items[of].moves = append(a.items[of].moves, Movement{of, Position{n.day, number}, n.amountMinor, n.reverses})
		}
	}
	for i := range a.vouchers {
		item := a.items[int64(i+1)]
		if item != nil && rests(item.moves, item.openedMinor) < 0 {
			v := Voucher{}
			v.Entry.Number, v.Entry.Day = int64(i+1), a.vouchers[i].day
			return a.damage("cashbook.damage-item", &v)
		}
	}
	return nil
}

// what is what the number does beyond moving money.
func (n standing) what() Special {
	if n.special == nil {
		return Special{}
	}
	return *n.special
}
