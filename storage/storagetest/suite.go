// Package storagetest has the one suite that every database must pass. The
// package that opens a database runs it; each file here is the twin of the file
// of the same name in package storage.
package storagetest

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// test is one part of the suite. It gets an empty store of its own.
type test struct {
	name string
	run  func(t *testing.T, s *storage.Store)
}

// Run runs the suite; open gives an empty store that is closed with the test.
func Run(t *testing.T, open func(t *testing.T) *storage.Store) {
	parts := [][]test{
		alarmTests, receiptTests,
		transactionTests, attemptTests, organisationTests, projectTests, userTests, usersTests, grantTests, derivedRoleTests, unitTests, posteTests,
		requestTests, fieldTests, licenceTests, codeTests, releaseTests, actTests, journalTests, transitTests, wordTests, accessTests, factorTests, keptKeyTests, markTests, verificationTests,
		mailTests, chartTests, bookTests, ownershipTests, deskTests, batchTests, countTests, voucherTests, itemTests, pageTests, searchTests, templateTests, userViewTests,
		accountingTests,
		postingPageTests,
		closingTests,
		letteringTests,
		branchTests, backupTests,
	}
	for _, part := range parts {
		for _, one := range part {
			t.Run(one.name, func(t *testing.T) { one.run(t, open(t)) })
		}
	}
}

// update runs do in a transaction that must succeed.
func update(t *testing.T, s *storage.Store, do func(tx *storage.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), do); err != nil {
		t.Fatalf("Update: %v", err)
	}
}

// view runs do in a reading transaction that must succeed.
func view(t *testing.T, s *storage.Store, do func(tx *storage.Tx) error) {
	t.Helper()
	if err := s.View(context.Background(), do); err != nil {
		t.Fatalf("View: %v", err)
	}
}

// refuse runs do in a transaction that must fail with a fault of the kind.
func refuse(t *testing.T, s *storage.Store, want fault.Kind, do func(tx *storage.Tx) error) {
	t.Helper()
	err := s.Update(context.Background(), do)
	if kind, _ := fault.KindOf(err); kind != want {
		t.Errorf("Update gives %v, want a fault of kind %s", err, want)
	}
}

// same compares what was read with what was written, field by field.
func same[T any](t *testing.T, what string, got T, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// whole fails when a sample leaves a field at its zero value, so that a field
// that the domain gains can not be forgotten here and in the SQL.
func whole(t *testing.T, sample any, except ...string) {
	t.Helper()
	value := reflect.ValueOf(sample)
	for i := range value.NumField() {
		name := value.Type().Field(i).Name
		if value.Field(i).IsZero() && !slices.Contains(except, name) {
			t.Errorf("the sample %T has no %s", sample, name)
		}
	}
}
