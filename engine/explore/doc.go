// Package explore answers for all schedules: can this go wrong from here, and how?
//
// Run goes breadth first over the states between two passes (or, at grain op, between two ops) and takes
// every choice that a scene leaves open: who runs next, whom a signal wakes, how long a pause of lo to hi
// lasts. Two states are one only if their canonical vectors are equal word for word; a hash is only ever
// where to look. So "holds" means that every state was visited, and the first finding is a shortest one.
// What could not be visited makes the answer "unknown".
//
// The search is split into shards whose number does not depend on the cores, so verdict, schedule, length
// and counts do not either.
package explore
