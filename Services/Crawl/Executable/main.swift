import CrawlCore

await CrawlProgram.main()
