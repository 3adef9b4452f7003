// Package cputime lets benchmarks report processor time, which says more than time on a machine with other work.
package cputime

import "testing"

// Report begins to count the processor time of the process, and returns what ends it: that reports the metric
// cpu-ns/op. Where a system does not tell that time there is no such metric.
//
//	defer cputime.Report(b)()
//	for b.Loop() {
func Report(b *testing.B) func() {
	begun, known := used()
	return func() {
		if now, still := used(); known && still {
			b.ReportMetric(float64(now-begun)/float64(b.N), "cpu-ns/op")
		}
	}
}
