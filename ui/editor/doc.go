// Package editor is a scene that is edited on the screen: the drafts, what changed in them, what the parser says, and
// what every schedule comes to before and after. It takes keys and answers with an intent; reading, asking and running
// go on beside it, as jobs that whoever holds it carries out.
package editor
