// Package promela writes scenes as models for Spin.
//
// Each op of a coroutine is one step of the model, so that Spin visits the states that an explorer of the engine
// visits at grain op, and finds what goes wrong as deep as that finds it: both can be counted, and tests do.
// Statements are put together from the ops, not from the text, since the ops are what the machine does; loops and
// branches are found again in them.
package promela
