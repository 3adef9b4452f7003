// Package puzzle makes puzzles of a scene that holds: the scene with one change that breaks it, which is not told. Who
// solves one finds a schedule that breaks it, and a change after which it holds again.
package puzzle
