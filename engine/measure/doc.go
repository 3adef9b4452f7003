// Package measure folds a machine's events into numbers: rates, lengths, waits, utilisation, and what was wasted.
//
// A Meter is told every event in order and keeps nothing but sums in a bounded number of buckets of time, so it can be
// asked at any moment, and costs the same after a billion ticks. Times are ticks, rates are items per tick. The
// beginning of a run is cut off as warm-up; every mean comes with an interval by the method of batch means.
//
// Beside the measured values stand exact ones for the few systems that have a theory (Sources, Dropping,
// Deterministic). They are computed from the scene's numbers alone and never replace a measurement.
package measure
