import IngestCore

await IngestProgram.main()
