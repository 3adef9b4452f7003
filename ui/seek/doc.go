// Package seek looks for steps of a run: where something became true, where a value changed, where a run is to stop.
// It also keeps the values that are watched, with what they were before. It holds what was asked for and says what is
// to be shown; where the screen goes is the screen's.
package seek
