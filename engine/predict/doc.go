// Package predict asks what happens next in a run, and knows what does.
//
// A question is made of a state. Copies of the machine answer it: one goes on as the run does, and what is true then is
// the right answer. Others go on under another rule, as if a signal had woken everybody, with another order of the
// coroutines, or with a change of the scene's text; what would be true there are the wrong answers, each with the world
// in which it is right. So a question has one right answer, and a wrong one shows what it takes for granted.
package predict
