// Package export opens scenes for those who write them in another language.
//
// A Scene is the text of a scene with what each name in it stands for, the constructs that it is made of, and its laws.
// A target, a package below this one, says of each construct whether it has a real twin there. Where one has none the
// scene is refused, and the refusal names every such construct with its line and why.
package export
