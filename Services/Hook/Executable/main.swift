import HookCore

await HookProgram.main()
