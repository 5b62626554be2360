package chart_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/chart"
)

// Completion runs at every key that is typed.
func BenchmarkComplete(b *testing.B) {
	table, _ := chart.TableOf(chart.SYSCOHADA)
	c, err := chart.Open(chart.Choice{Base: chart.SYSCOHADA, Hash: table.Hash})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Complete("marchandises reg", cashbook, 20)
	}
}
