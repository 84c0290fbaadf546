"""Values in source code of Swift, Objective-C, TypeScript and JavaScript, as far as they can be followed."""
