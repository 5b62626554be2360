package faults

import "testing"

// The scene is whole, and each test has one of its own.
func TestSceneIsWhole(t *testing.T) {
	s := newScene(t)
	s.wantIntact(t, admin)
	s.wantIntact(t, awa)
	s.must(t, awa, "post", "P01/OD", "--debit", "6053=300", "--credit", "5211=300", "--text", "Thé", "--date", "30.9.26")
	if n := find(t, `"total":(\d+)`, s.must(t, awa, "posting", "list", "P01/OD", "--json")); n != "3" {
		t.Fatalf("%s postings", n)
	}
	s = newScene(t)
	if n := find(t, `"total":(\d+)`, s.must(t, awa, "posting", "list", "P01/OD", "--json")); n != "2" {
		t.Fatalf("%s postings in a scene of its own", n)
	}
	s.run(t, awa, "post", "P01/XX", "--debit", "6053=300", "--credit", "5211=300", "--text", "Thé").wantClear(t)
}
