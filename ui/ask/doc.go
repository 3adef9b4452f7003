// Package ask has the questions that take time, each a function that works on a machine of its own: whether
// something can go wrong on any schedule, how short the way to an end is, what a sweep measures, what two
// schedulers need. The screen calls them beside its event loop.
package ask
