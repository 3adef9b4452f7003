// Package grade puts a student's scene together with a teacher's laws, and asks every schedule of what comes of it.
//
// The laws file is a scene. Its main, its settings, its numbers, its script and those of its functions that have a body
// count. Its variables, and its functions without a body, say which names a student's file has to declare: what stands
// there is the student's. See Laws.
package grade
