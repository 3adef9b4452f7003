// Package palette finds what the screen can do and what its words mean: one list over the keys, the commands, the
// rules, the scenes, the objects and the glossary, narrowed by a few letters. It says what the marked line asks for;
// the screen does it.
package palette
