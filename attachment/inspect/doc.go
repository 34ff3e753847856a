// Package inspect finds out from the bytes of a file what it is, refuses what is
// not as safe as it looks, and takes out of photographs what they tell beside
// the picture: place, camera, time and people. The picture itself is never
// decoded or written anew: pieces of the file are left out, others kept, in
// constant memory.
package inspect
