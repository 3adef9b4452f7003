// Package why is the dialog that answers why: a chain of sentences, each of which leads to its step and back. It
// follows the run while somebody asks, and says what a key asks for; who shows it goes to the step.
package why
