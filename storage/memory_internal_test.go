package storage

import "testing"

// What a transaction asks for again comes from memory, until it wants everything
// afresh.
func TestAfreshReadsAgain(t *testing.T) {
	tx := &Tx{memory: &memory{}, asked: true}
	reads := 0
	ask := func() int {
		value, err := recall(tx, "thing", nil, func() (int, error) { reads++; return reads, nil })
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	if first, again := ask(), ask(); first != 1 || again != 1 {
		t.Errorf("%d, then %d", first, again)
	}
	tx.Afresh()
	if first, again := ask(), ask(); first != 2 || again != 3 {
		t.Errorf("afresh %d, then %d", first, again)
	}
}
