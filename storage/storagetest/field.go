package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

var fieldTests = []test{{"fields of the organisation's own are kept", keepFields}}

func keepFields(t *testing.T, s *storage.Store) {
	contract := directory.Field{
		Key: "contract", NameFR: "Contrat", NameEN: "Contract", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"},
		Required: true, Order: 2, Active: true,
	}
	staff := directory.Field{Key: "staff", NameFR: "Matricule", Type: directory.FieldText, Active: true}
	whole(t, contract, "Version")
	update(t, s, func(tx *storage.Tx) error {
		for _, f := range []*directory.Field{&staff, &contract} {
			saved, err := tx.SaveField(*f)
			if err != nil {
				return err
			}
			*f = saved
		}
		contract.Choices, contract.Active = []string{"CDI"}, false
		saved, err := tx.SaveField(contract)
		contract = saved
		same(t, "version", saved.Version, int64(2))
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Fields()
		same(t, "fields", got, []directory.Field{contract, staff})
		return err
	})
}
