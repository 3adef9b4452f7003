// Package queues holds the three queue shapes that a kernel of coroutines is made of.
//
//   - A [Partition] divides members 0..n-1 among FIFO queues, each member in exactly one of them:
//     places of coroutines, lock queues, signal queues.
//   - [Timers] orders members by deadline, ties by arrival.
//   - A [Ring] is the bounded FIFO (or stack) of work items.
//
// All three live in a few flat slices, so that a copy is a few block copies, and none allocates
// once it has reached its size. Members and queues are small integers that the caller hands out (below
// 2^31: links have 32 bits); an index out of range panics before anything has changed, as with a slice.
package queues
