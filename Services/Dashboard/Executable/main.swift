import DashboardCore

await DashboardProgram.main()
