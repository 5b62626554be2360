package sample_test

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/comptoir/comptoir/app/sample"
)

func TestASampleIsRecognised(t *testing.T) {
	made := mustMake(t, end)
	if found, is := sample.At(made.Dir); !is || !reflect.DeepEqual(found, made) {
		t.Errorf("At gives %+v, %v", found, is)
	}
	for _, place := range made.Places {
		if found, is := sample.Of(place.Dir); !is || found.Dir != made.Dir {
			t.Errorf("Of %s gives %+v, %v", place.Name, found, is)
		}
	}
	for _, dir := range []string{made.Stick, made.Dir, filepath.Dir(made.Dir), t.TempDir()} {
		if _, is := sample.Of(dir); is {
			t.Errorf("%s belongs to a sample", dir)
		}
	}
}
